package org.paylink.contract;

import java.math.BigDecimal;
import java.util.Objects;

/** The few assertions the contracts need, without a test library. */
final class Check {
  private Check() {}

  static void holds(String what, boolean condition) {
    if (!condition) {
      throw new AssertionError("does not hold: " + what);
    }
  }

  static void equal(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(what + ": expected <" + expected + "> but was <" + actual + ">");
    }
  }

  static void sameNumber(String what, BigDecimal expected, BigDecimal actual) {
    if (actual == null || expected.compareTo(actual) != 0) {
      throw new AssertionError(what + ": expected <" + expected + "> but was <" + actual + ">");
    }
  }

  /** The exception of the type that the body throws. */
  static <E extends Throwable> E thrown(Class<E> type, ContractCase.Body body) {
    try {
      body.execute();
    } catch (Throwable e) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
      throw new AssertionError("expected " + type.getSimpleName() + " but was " + e, e);
    }
    throw new AssertionError("expected " + type.getSimpleName() + " but nothing was thrown");
  }
}
