import { playTable } from './playing.ts';

playTable('teams');
