package org.paylink.background;

import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works rows off one by one, so that one that fails does not hold up those behind it. */
final class EachAlone {
  private static final Logger LOG = LoggerFactory.getLogger(EachAlone.class);

  private EachAlone() {}

  /** Some rows failed; the cause is the first one's. */
  static final class SomeFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SomeFailed(String message, Exception first) {
      super(message, first);
    }
  }

  /**
   * Does the work for each; a failure is logged, and the row comes again at the next sweep.
   *
   * @throws SomeFailed after all have been tried, when some failed
   */
  static <T> void of(String what, Collection<T> due, Consumer<T> work) {
    Exception first = null;
    int failed = 0;
    for (T each : due) {
      try {
        work.accept(each);
      } catch (Exception e) {
        LOG.error("one of the {} that were due failed; it is tried again", what, e);
        first = first == null ? e : first;
        failed++;
      }
    }
    if (first != null) {
      throw new SomeFailed(failed + " of the " + due.size() + " " + what + " failed", first);
    }
  }
}
