import ts from 'typescript';

/** The fields that together are different in every row of a model, by the model's name as the client spells it. */
export type Uniques = Map<string, string[][]>;

/** Every key of every model: what is unique alone, and what is unique together. */
export function uniquesIn(schema: string): Uniques {
  const uniques: Uniques = new Map();
  for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const alone = [...body.matchAll(/^\s+(\w+)\s.*@(?:id|unique)\b/gm)].map(([, field = '']) => [field]);
    const together = [...body.matchAll(/@@(?:id|unique)\(\[([^\]]+)\]/g)].map(([, fields = '']) =>
      fields.split(',').map((field) => field.trim()),
    );
    uniques.set(model.charAt(0).toLowerCase() + model.slice(1), [...alone, ...together]);
  }
  return uniques;
}

const LISTS = ['findMany', 'findFirst', 'findFirstOrThrow'];

/** The list queries of a source whose rows may come in one order today and in another tomorrow. */
export function withoutTotalOrder(file: string, text: string, uniques: Uniques): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      if (LISTS.includes(name.text) && ts.isPropertyAccessExpression(expression)) {
        const problem = problemOf(uniques.get(expression.name.text) ?? [], node.arguments[0]);
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        if (problem) found.push(`${file}:${line}: ${expression.name.text}.${name.text} ${problem}`);
      }
    }
    if (ts.isTaggedTemplateExpression(node) && /queryRaw/.test(node.tag.getText())) {
      const sql = node.template.getText();
      // One row, or rows that are only locked, have no order to speak of.
      const single = /^`\s*select (1\b|set_config)/.test(sql) || /^const \[\w+\] = /.test(statementOf(node));
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (!single && !/order by/.test(sql)) found.push(`${file}:${line}: a query of its own has no order`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function statementOf(node: ts.Node): string {
  let at = node;
  while (at.parent && !ts.isStatement(at)) at = at.parent;
  return at.getText();
}

function problemOf(keys: string[][], argument: ts.Expression | undefined): string | undefined {
  const given = objectOf(argument);
  const orderBy = given && propertyOf(given, 'orderBy');
  if (!given || !orderBy) return 'has no order';
  const ordered = orderedBy(orderBy);
  const distinct = propertyOf(given, 'distinct');
  if (distinct && ts.isArrayLiteralExpression(distinct)) {
    const fields = distinct.elements.map((one) => (ts.isStringLiteral(one) ? one.text : ''));
    if (fields.every((field) => ordered.includes(field))) return undefined;
  }
  const known = [...ordered, ...fixedIn(objectOf(propertyOf(given, 'where')))];
  if (keys.some((key) => key.every((field) => known.includes(field)))) return undefined;
  return `has an order that ends in nothing unique: ${ordered.join(', ')}`;
}

/** What the rows are ordered by. A key of the partnership they belong to is as good as the partnership. */
function orderedBy(orderBy: ts.Expression): string[] {
  const all = ts.isArrayLiteralExpression(orderBy) ? [...orderBy.elements] : [orderBy];
  return all.flatMap((one) =>
    (objectOf(one)?.properties ?? []).flatMap((property) => {
      const name = property.name?.getText() ?? '';
      return name === 'partnership' ? ['partnershipId'] : [name];
    }),
  );
}

/** What the condition holds to one value. */
function fixedIn(where: ts.ObjectLiteralExpression | undefined): string[] {
  return (where?.properties ?? []).flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name.text];
    if (!ts.isPropertyAssignment(property) || ts.isObjectLiteralExpression(property.initializer)) return [];
    return [property.name.getText()];
  });
}

function objectOf(node: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined {
  return node && ts.isObjectLiteralExpression(node) ? node : undefined;
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer;
  }
  return undefined;
}
