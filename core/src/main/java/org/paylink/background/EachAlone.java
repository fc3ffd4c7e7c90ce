package org.paylink.background;

import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works rows off one by one, so that one that fails does not hold up those behind it. */
final class EachAlone {
  private static final Logger LOG = LoggerFactory.getLogger(EachAlone.class);

  private EachAlone() {}

  /** Does the work for each; a failure is logged, and the row comes again at the next sweep. */
  static <T> void of(String what, Collection<T> due, Consumer<T> work) {
    for (T each : due) {
      try {
        work.accept(each);
      } catch (Exception e) {
        LOG.error("one of the {} that were due failed; it is tried again", what, e);
      }
    }
  }
}
