/** Lint rules of our own, for what no rule of the linter says. */

const isBigInt = (node) =>
  (node.type === 'Literal' && typeof node.value === 'bigint') ||
  (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'BigInt');

const noApproximatePower = {
  meta: {
    type: 'problem',
    docs: { description: 'Refuse ** between floats, whose result the language leaves approximate.' },
    messages: { approximate: 'The language leaves ** between floats approximate: multiply, or use kernel/math.' },
  },
  create(context) {
    const check = (node) => {
      if (node.operator !== '**' && node.operator !== '**=') return;
      if (isBigInt(node.left) || isBigInt(node.right)) return;
      context.report({ node, messageId: 'approximate' });
    };
    return { BinaryExpression: check, AssignmentExpression: check };
  },
};

export default { meta: { name: 'bitflow' }, rules: { 'no-approximate-power': noApproximatePower } };
