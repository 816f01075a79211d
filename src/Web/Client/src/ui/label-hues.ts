import { createContext } from 'react';

/** The hues that the company gave its labels, 0–7 by name; a label without one has that of its words. */
export const LabelHues = createContext<ReadonlyMap<string, number>>(new Map());
