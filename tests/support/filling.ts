import type { Member } from './board.ts';

/** Fills in the form that somebody has open, page by page: what stands for each field, by its path. Sends it at the end. */
export async function fillsInForm(member: Member, answers: Record<string, string>): Promise<string> {
  for (let pages = 0; pages < 20; pages += 1) {
    const { form } = member.dialog();
    if (!form) return member.sees();
    if (form.submit.act === 'send') return member.sends();
    const here = form.fields.flatMap((field) =>
      field.kind === 'rows'
        ? field.rows.flatMap((row, index) =>
            row.inputs.map(({ path }) => `${field.path}.${index + 1}.${path.split('.').at(-1)}`),
          )
        : [field.path],
    );
    member.types(Object.fromEntries(here.filter((path) => path in answers).map((path) => [path, answers[path] ?? ''])));
    const before = form.page;
    await member.does('continue');
    if (member.dialog().form?.page === before) return member.sees();
  }
  throw new Error(`The form does not end:\n${member.sees()}`);
}
