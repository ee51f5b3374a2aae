import type { Member } from './board.ts';

/**
 * Fills in the form that somebody has open, page by page: what stands for each field, by its path. Sends it at the end.
 * `choosing`: where nothing stands for a choice, the first that is offered is taken.
 */
export async function fillsInForm(
  member: Member,
  answers: Record<string, string>,
  { choosing = false } = {},
): Promise<string> {
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
    if (choosing)
      for (const field of form.fields)
        if (field.kind !== 'rows' && field.options?.[0] && !(field.path in answers))
          member.types({ [field.path]: field.options[0].value });
    member.types(Object.fromEntries(here.filter((path) => path in answers).map((path) => [path, answers[path] ?? ''])));
    const before = form.page;
    await member.does('continue');
    if (member.dialog().form?.page === before) return member.sees();
  }
  throw new Error(`The form does not end:\n${member.sees()}`);
}
