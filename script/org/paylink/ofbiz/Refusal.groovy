package org.paylink.ofbiz

import groovy.transform.CompileStatic

/** What an administrator entered can't be stored; the label says why. Facts never hold a secret. */
@CompileStatic
final class Refusal extends RuntimeException {
  final String labelKey
  final Map<String, String> facts

  Refusal(String labelKey, Map<String, String> facts = [:]) {
    super(labelKey + ' ' + facts)
    this.labelKey = labelKey
    this.facts = facts
  }
}
