import { Change, describe } from './change';

export const handler = async (event: { Records: Change[] }): Promise<void> => {
  for (const record of event.Records) {
    console.log(describe(record));
  }
};
