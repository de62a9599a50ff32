import { format } from '../format.mjs';

const prefix = await Promise.resolve('change');

export const handler = async (event) => {
  event.Records.forEach((record) => console.info(prefix, format(record)));
  return {};
};
