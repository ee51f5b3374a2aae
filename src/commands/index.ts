import { accounts } from './accounts.ts';
import { acknowledge } from './acknowledge.ts';
import { add } from './add.ts';
import { advise } from './advise.ts';
import { agenda } from './agenda.ts';
import { answer } from './answer.ts';
import { approve } from './approve.ts';
import { ask } from './ask.ts';
import { away } from './away.ts';
import { back } from './back.ts';
import { chase } from './chase.ts';
import { close } from './close.ts';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import { delegate } from './delegate.ts';
import { digest } from './digest.ts';
import { endDelegation } from './end-delegation.ts';
import { escalate } from './escalate.ts';
import { escalation } from './escalation.ts';
import { escalations } from './escalations.ts';
import { excuse } from './excuse.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { holdDigest } from './hold-digest.ts';
import { join } from './join.ts';
import { letDigestGo } from './let-digest-go.ts';
import { linkAccount } from './link-account.ts';
import { live } from './live.ts';
import { merge } from './merge.ts';
import { mine } from './mine.ts';
import { move } from './move.ts';
import { narrative } from './narrative.ts';
import { nothingToReport } from './nothing-to-report.ts';
import { object } from './object.ts';
import { passOn } from './pass-on.ts';
import { pause } from './pause.ts';
import { pilot } from './pilot.ts';
import { postDigest } from './post-digest.ts';
import { priorities } from './priorities.ts';
import { readReport } from './read-report.ts';
import { record } from './record.ts';
import { remindMe } from './remind-me.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { sendBack } from './send-back.ts';
import { snooze } from './snooze.ts';
import { status } from './status.ts';
import { take } from './take.ts';
import { unExcuse } from './un-excuse.ts';
import { who } from './who.ts';
import { withdraw } from './withdraw.ts';
import { withdrawEscalation } from './withdraw-escalation.ts';
import { youSaidWeDid } from './you-said-we-did.ts';

/** Everything that a person can do, in the order in which help tells it. */
export const commands: Command[] = [
  mine,
  report,
  narrative,
  nothingToReport,
  approve,
  sendBack,
  delegate,
  endDelegation,
  snooze,
  remindMe,
  away,
  back,
  escalate,
  escalations,
  youSaidWeDid,
  escalation,
  join,
  acknowledge,
  take,
  answer,
  ask,
  add,
  passOn,
  agenda,
  decide,
  advise,
  merge,
  object,
  withdrawEscalation,
  close,
  priorities,
  who,
  readReport,
  status,
  chase,
  record,
  excuse,
  unExcuse,
  move,
  withdraw,
  history,
  digest,
  postDigest,
  holdDigest,
  letDigestGo,
  accounts,
  linkAccount,
  live,
  pilot,
  pause,
  resume,
  help(() => commands),
];
