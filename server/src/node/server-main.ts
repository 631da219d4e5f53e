import { startServer } from './main.ts';
import { VERSION } from './version.ts';

startServer(VERSION);
