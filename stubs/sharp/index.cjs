/** The transformers library asks for an image codec when it loads; whoever uses it here has gone wrong. */
module.exports = () => {
  throw new Error('BitFlow has no image codec: its models read text only.');
};
