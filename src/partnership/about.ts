/** Every kind of message, by the short code that logs, rehearsals and tests know it by, and what it does. */
export const ABOUT = {
  'report.prompt': 'Asks somebody for all that they owe, when a period opens, or the partnership goes live',
  'report.prompt.support': 'Tells a support officer that a lead has been asked, with a button to prepare the report',
  'report.handed-over': 'Asks somebody for a report that they have taken over',
  'report.reminder.before': 'Asks again, 5 working days before the due date',
  'report.reminder.due': 'Asks again, on the due date',
  'report.reminder.late': 'Asks again, 2 working days after the due date, and tells who prepares the report',
  'report.reminder.snoozed': 'Asks again on the day that somebody chose',
  'report.reminder.back': 'Asks somebody who is back from leave for what they still owe',
  'report.chased': 'Asks again, because the programme manager wished it',
  'report.overdue': 'Lists for the programme manager what has not arrived 5 working days after the due date',
  'report.sent': 'Confirms a report to whoever sent it, with its reference',
  'report.sent.told': 'Tells others whom a report concerns that it was sent',
  'report.proposed': 'Confirms to a support officer that what they prepared waits for approval',
  'report.approval': 'Asks a lead to approve what a support officer prepared',
  'report.approval.nobody':
    'Tells the programme manager and the support officer that everybody who may approve a draft is away',
  'report.lapsed': 'Tells a support officer that their draft was not approved before its period closed',
  'report.sent-back': 'Tells a support officer that their draft came back, and why',
  'report.overtaken': 'Tells a support officer that another report took the place of their draft',
  'report.excused': 'Tells those concerned that a report is excused, and why',
  'report.unexcused': 'Tells those concerned that a report is asked for again',
  'report.moved': 'Tells those concerned that a due date was moved, and why',
  'report.recorded': 'Tells somebody that a report of theirs, received elsewhere, was recorded',
  'report.withdrawn': 'Tells those concerned that a report was withdrawn, and why',
  'leave.cover': 'Asks somebody for a report in the place of a lead who is away',
  'leave.told': 'Tells somebody that leave was recorded or ended for them',
  'delegation.started': 'Tells a lead and a support officer that reports can be sent without approval, until when',
  'delegation.ended': 'Tells a lead and a support officer that reports need approval again',
  digest: 'What was reported, in the channels of the board',
  'digest.held': 'Tells the programme manager that a digest they hold back would have gone out',
  'digest.replaced': 'Stands where a digest was, once a newer one was posted',
  'mode.resumed': 'After a pause, asks for what is due now, in place of all that was held',
  mine: 'What somebody owes and what waits for them, on a page of their own',
  'account.claim': 'Asks the programme manager whose account it is from which somebody wrote',
  'delivery.failed': 'Tells the programme manager what could not be delivered, and what to do',
} as const;

export type About = keyof typeof ABOUT;

/** The code of what brings a message up to date where it stands. Nobody is notified of that. */
export type Updated = `${About}.updated`;
