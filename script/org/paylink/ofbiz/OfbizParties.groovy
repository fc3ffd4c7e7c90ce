package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery

/** Names of parties. */
@CompileStatic
final class OfbizParties {
  /** The name customers know an organization by; its id when the host has no name for it. */
  static String name(Delegator delegator, String partyId) {
    GenericValue group = OfbizServices.reading {
      EntityQuery.use(delegator).from('PartyGroup').where([partyId: partyId] as Map<String, Object>).queryOne()
    }
    return group?.getString('groupName') ?: partyId
  }
}
