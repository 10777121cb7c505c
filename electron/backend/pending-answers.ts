interface Pending<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

/** Questions to another process or thread that are not answered yet, each under its own number. */
export class PendingAnswers<Value> {
  readonly #pending = new Map<number, Pending<Value>>();
  #lastId = 0;

  /** `send` is given the number that the answer has to bear. */
  ask(send: (id: number) => void): Promise<Value> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      send(id);
    });
  }

  answer(id: number, value: Value): void {
    this.#take(id)?.resolve(value);
  }

  refuse(id: number, error: Error): void {
    this.#take(id)?.reject(error);
  }

  /** Nobody is left who could answer. */
  refuseAll(error: Error): void {
    for (const id of [...this.#pending.keys()]) this.refuse(id, error);
  }

  #take(id: number): Pending<Value> | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
