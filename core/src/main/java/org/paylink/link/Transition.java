package org.paylink.link;

/** The answer to a wanted change of a link's lifecycle. */
public sealed interface Transition
    permits Transition.Applied, Transition.AlreadyThere, Transition.Refused {

  /** It happened. */
  record Applied(Lifecycle from, Lifecycle to) implements Transition {}

  /** It had happened before; nothing changed. */
  record AlreadyThere(Lifecycle state) implements Transition {}

  /** The table has no such edge; nothing changed. */
  record Refused(Lifecycle from, Lifecycle wanted) implements Transition {}
}
