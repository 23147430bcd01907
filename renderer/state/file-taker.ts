import { useEffect } from 'react';

type Take = (file: File) => void;

const takers: Take[] = [];

/** Who asks for a file just now, and so gets the one that is dropped on the window; undefined: nobody does. */
export const fileTaker = (): Take | undefined => takers.at(-1);

/** While this is shown a file that is dropped anywhere on the window is handed to it. */
export const useTakesFiles = (take: Take): void => {
  useEffect(() => {
    takers.push(take);
    return () => void takers.splice(takers.indexOf(take), 1);
  }, [take]);
};
