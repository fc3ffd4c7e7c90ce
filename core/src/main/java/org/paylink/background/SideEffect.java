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

  /** Does what a row says, outside of units. What throws is tried again later. */
  Outcome perform(Row row);

  /**
   * What came of it.
   *
   * @param done whether the row is done with; otherwise it is tried again later
   * @param rest whether others of its kinds would meet the same obstacle now
   * @param pause the least time until the next try, if somebody asks for it
   * @param record what is stored together with the row's own change; it may be run several times
   */
  record Outcome(boolean done, boolean rest, Optional<Duration> pause, Records.Action record) {

    /** It is done with. */
    public static Outcome done(Records.Action record) {
      return new Outcome(true, false, Optional.empty(), record);
    }

    /** It is to be tried again. */
    public static Outcome again(Optional<Duration> pause, Records.Action record) {
      return new Outcome(false, false, pause, record);
    }

    /** It is to be tried again, and the others of its kinds with it. */
    public static Outcome rest(Records.Action record) {
      return new Outcome(false, true, Optional.empty(), record);
    }
  }
}
