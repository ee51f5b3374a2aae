import { playTable } from './playing.ts';

playTable('slack');
