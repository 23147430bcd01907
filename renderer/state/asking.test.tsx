import { act, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { renderScreen } from '../../test/support/bridge/render-screen';
import { useConsent } from './asking';

const Asker = () => {
  useConsent(true);
  return null;
};

/** Shows the askers of one step; a press of the button goes on to the next step. */
const Askers = ({ steps }: { steps: readonly (readonly string[])[] }) => {
  const [step, setStep] = useState(0);
  return (
    <>
      {steps[step]?.map((name) => (
        <Asker key={name} />
      ))}
      <button type="button" onClick={() => setStep(step + 1)}>
        next
      </button>
    </>
  );
};
const next = () => act(async () => screen.getByRole('button', { name: 'next' }).click());

test('main is told when the first part asks and when the last one has ended, whichever that is', async () => {
  const { inputs } = renderScreen(<Askers steps={[[], ['dialog', 'hold'], ['dialog'], []]} />);
  await next();
  expect(inputs('setConsent')).toEqual([{ asking: true }]);
  await next();
  expect(inputs('setConsent')).toEqual([{ asking: true }]);
  await next();
  expect(inputs('setConsent')).toEqual([{ asking: true }, { asking: false }]);
});

test('a dialog that makes way for the next one does not let the window hide in between', async () => {
  const { inputs } = renderScreen(<Askers steps={[['chats'], ['messages'], []]} />);
  await next();
  expect(inputs('setConsent')).toEqual([{ asking: true }]);
  await next();
  expect(inputs('setConsent')).toEqual([{ asking: true }, { asking: false }]);
});
