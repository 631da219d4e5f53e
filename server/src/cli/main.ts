// The main bundle: what its entry points call.
export { answerRequests } from './lint/answer-requests.ts';
export { run } from './run.ts';
