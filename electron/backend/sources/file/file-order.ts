import type { FileHead } from './change-file.ts';
import { FileFault } from './file-fault.ts';
import type { FilePosition } from './file-position.ts';

/** A snapshot stands for itself: it may begin another chain, or jump ahead, but never lead back. */
function judgeSnapshot(head: FileHead, at: FilePosition | null): void {
  if (at === null) return;
  const isBack = head.chain === at.chain ? head.number <= at.number : head.exportedAtMs <= at.exportedAtMs;
  if (isBack) throw new FileFault('file-repeated', { number: head.number });
}

/**
 * Whether a file is the one to be imported next.
 * @param at the file that was applied last; null for an empty replica
 * @throws FileFault `file-repeated`, `file-gap`, `file-other-chain`
 */
export function assertNext(head: FileHead, at: FilePosition | null): void {
  if (head.kind === 'snapshot') {
    judgeSnapshot(head, at);
    return;
  }
  const { number } = head;
  if (at === null) throw new FileFault('file-gap', { number, needed: 1 });
  if (head.chain !== at.chain) throw new FileFault('file-other-chain', { number });
  if (number <= at.number) throw new FileFault('file-repeated', { number });
  if (number > at.number + 1) throw new FileFault('file-gap', { number, needed: at.number + 1 });
  if (head.previous !== at.digest) throw new FileFault('file-other-chain', { number });
}
