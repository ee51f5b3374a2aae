import { describe } from 'vitest';
import { playTable } from '../permissions/playing.ts';
import { PLATFORMS } from '../stories/scene.ts';

describe.each(PLATFORMS)('every cell of who may do what, on %s', (platform) => playTable(platform));
