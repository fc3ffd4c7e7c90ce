package org.paylink.page;

import java.util.Map;

/**
 * What just happened, in words.
 *
 * @param labelKey the label that says it
 * @param facts facts in it
 * @param good whether it is what the user wanted
 */
public record DeskNotice(String labelKey, Map<String, String> facts, boolean good) {
  /** Good news. */
  public static DeskNotice good(String labelKey, Map<String, String> facts) {
    return new DeskNotice(labelKey, facts, true);
  }

  /** News to act on. */
  public static DeskNotice bad(String labelKey, Map<String, String> facts) {
    return new DeskNotice(labelKey, facts, false);
  }
}
