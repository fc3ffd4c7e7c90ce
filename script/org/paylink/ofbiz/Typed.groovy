package org.paylink.ofbiz

import groovy.transform.CompileStatic

/**
 * What people type, past a filter of the host: its ControlFilter answers a parameter that holds "less than" with an error
 * page of the server. So our pages send a stand-in from Unicode's private use area (widget/Typed.ftl), which the host reads
 * in its place, and it is put back where our pages read it. They escape what they show.
 */
@CompileStatic
final class Typed {
  private static final String LESS_THAN = '<'
  private static final String STAND_IN = '\uE03C'

  private Typed() {
  }

  /** As it was typed. */
  static String read(String sent) {
    return sent?.replace(STAND_IN, LESS_THAN)
  }

  /** As the host lets it through. */
  static String send(String typed) {
    return typed?.replace(LESS_THAN, STAND_IN)
  }

  /** Whether the host has refused it: it was sent as it was typed, by a browser without scripts. */
  static boolean isRefused(String sent) {
    return sent != null && sent.contains(LESS_THAN)
  }
}
