package org.paylink.background;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.paylink.link.Outbox;
import org.paylink.records.Records;
import org.paylink.records.Row;

/**
 * Does one kind of side effect. It may be asked to do the same row more than once, also by two
 * nodes at the same time, so repeating it must be harmless or prevented by itself.
 */
public interface SideEffect {

  /** The kinds of rows it does. */
  Set<Outbox.Kind> kinds();

  /** Whether a row is left alone until it is due, because another node may be at it. */
  default boolean onlyWhenDue() {
    return false;
  }

  /** Does what a row says, outside of units. What throws is tried again later. */
  Outcome perform(Row row);

  /** What becomes of a row. */
  enum End {
    /** It is done with. */
    DONE,
    /** It is tried again later. */
    AGAIN,
    /** Somebody else is at it, who keeps the row. */
    TAKEN
  }

  /**
   * What came of it.
   *
   * @param end what becomes of the row
   * @param rest whether others of its kinds would meet the same obstacle now
   * @param pause the least time until the next try, if somebody asks for it
   * @param record what is stored together with the row's own change; it may be run several times
   */
  record Outcome(End end, boolean rest, Optional<Duration> pause, Records.Action record) {

    /** It is done with. */
    public static Outcome done(Records.Action record) {
      return new Outcome(End.DONE, false, Optional.empty(), record);
    }

    /** Another node has taken it. */
    public static Outcome taken() {
      return new Outcome(End.TAKEN, false, Optional.empty(), unit -> {});
    }

    /** It is to be tried again. */
    public static Outcome again(Optional<Duration> pause, Records.Action record) {
      return new Outcome(End.AGAIN, false, pause, record);
    }

    /** It is to be tried again, and the others of its kinds with it. */
    public static Outcome rest(Records.Action record) {
      return new Outcome(End.AGAIN, true, Optional.empty(), record);
    }
  }
}
