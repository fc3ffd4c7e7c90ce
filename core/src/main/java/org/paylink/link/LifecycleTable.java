package org.paylink.link;

import java.util.List;

/**
 * The one table of lifecycle transitions; {@code docs/states.md} is generated from it. Money never
 * moves a link out of a closed state but one: a checkout begun in time may pay an expired link,
 * which is fulfilled then. What a person confirmed by hand, a person may take back.
 */
public enum LifecycleTable {
  CANCELLED(Lifecycle.OPEN, Lifecycle.CANCELLED, "a person with the permission cancelled it"),
  EXPIRED(Lifecycle.OPEN, Lifecycle.EXPIRED, "its validity ended"),
  SUPERSEDED(
      Lifecycle.OPEN,
      Lifecycle.SUPERSEDED,
      "another link replaced it, or its document is settled or withdrawn"),
  FULFILLED(Lifecycle.OPEN, Lifecycle.FULFILLED, "what it asks has been received"),
  DEACTIVATED(Lifecycle.OPEN, Lifecycle.DEACTIVATED, "a person switched it off"),
  FULFILLED_LATE(
      Lifecycle.EXPIRED, Lifecycle.FULFILLED, "a checkout begun in time was paid after the end"),
  REOPENED(
      Lifecycle.FULFILLED, Lifecycle.OPEN, "the confirmation by hand that fulfilled it was undone");

  private final Lifecycle from;
  private final Lifecycle to;
  private final String when;

  LifecycleTable(Lifecycle from, Lifecycle to, String when) {
    this.from = from;
    this.to = to;
    this.when = when;
  }

  /** What a wanted change comes to. */
  public static Transition ask(Lifecycle from, Lifecycle wanted) {
    if (from == wanted) {
      return new Transition.AlreadyThere(from);
    }
    return edges().stream().anyMatch(edge -> edge.from == from && edge.to == wanted)
        ? new Transition.Applied(from, wanted)
        : new Transition.Refused(from, wanted);
  }

  /** All edges. */
  public static List<LifecycleTable> edges() {
    return List.of(values());
  }

  /** Where the edge starts. */
  public Lifecycle from() {
    return from;
  }

  /** Where the edge ends. */
  public Lifecycle to() {
    return to;
  }

  /** When it happens, as words. */
  public String when() {
    return when;
  }
}
