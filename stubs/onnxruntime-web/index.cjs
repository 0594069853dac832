/** The transformers library loads the browser's runtime beside Node's; nothing here may use it. */
module.exports = {};
