/** The events of the original design, by their names on the wire (row A15). */
export const busEventNames = [
  'marketDataReceived',
  'priceUpdate',
  'volumeSpike',
  'signalGenerated',
  'signalValidated',
  'signalExecuted',
  'orderSubmitted',
  'orderFilled',
  'orderRejected',
  'riskLimitExceeded',
  'drawdownWarning',
  'marginCall',
  'componentInitialized',
  'systemError',
  'performanceMetrics',
] as const;
export type BusEventName = (typeof busEventNames)[number];
