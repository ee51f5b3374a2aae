import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { live } from './live.ts';
import { memory } from './memory.ts';
import { server } from './server.ts';
import 'slack-blocks-to-jsx/dist/style.css';
import './look/page.css';
import './look/calendar.css';
import './look/start.css';
import './look/sent.css';
import './look/message.css';
import './look/client.css';
import './look/slack.css';
import './look/teams.css';
import './look/dialog.css';
import './look/menu.css';

const rehearsal = live(server);
rehearsal.start();

createRoot(document.getElementById('page')!).render(
  <App live={rehearsal} seen={memory('golden-thread-rehearsal', () => sessionStorage)} />,
);
