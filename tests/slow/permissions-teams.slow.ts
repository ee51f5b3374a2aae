import { describe } from 'vitest';
import { playTable } from '../permissions/playing.ts';

describe('every cell of who may do what, on Teams', () => playTable('teams'));
