package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.paylink.host.Identifiers

/**
 * Primary keys from the host's sequences. The host takes them in a transaction of its own, so a unit that is rolled
 * back leaves a gap and nothing else.
 */
@CompileStatic
final class OfbizIdentifiers implements Identifiers {
  private static final int MOST_TRIES = 5

  private final Delegator delegator

  OfbizIdentifiers(Delegator delegator) {
    this.delegator = delegator
  }

  @Override
  String next(String entity) {
    // Two nodes that use a new sequence at the same moment get in each other's way once.
    for (int tried = 1; tried < MOST_TRIES; tried++) {
      try {
        return delegator.getNextSeqId(entity)
      } catch (RuntimeException ignored) {
        Thread.sleep(10L * tried)
      }
    }
    return delegator.getNextSeqId(entity)
  }
}
