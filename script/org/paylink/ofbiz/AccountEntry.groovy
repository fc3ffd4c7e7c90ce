package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.model.ModelEntity
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.service.ModelService
import org.paylink.account.AccountEntry as Entry
import org.paylink.host.Permission

/** Stores what an administrator enters of a gateway account; core says what may be. */
@CompileStatic
final class AccountEntry implements Entry.Known {
  private static final String ENTITY = 'PaymentGatewayAccount'

  private final Delegator delegator
  private final OfbizUser user
  private final Set<String> providers

  AccountEntry(Delegator delegator, OfbizUser user, Set<String> providers) {
    this.delegator = delegator
    this.user = user
    this.providers = providers
  }

  /**
   * Stores an account, new or changed; a field that isn't given stays as it is.
   *
   * @throws Refusal when something can't be stored; nothing is stored then
   */
  Map<String, Object> store(Map<String, Object> given) {
    user.actor.require(Permission.ADMIN)
    Map<String, String> texts = [:]
    given.each { String name, Object value ->
      if (value instanceof CharSequence) {
        texts.put(name, value.toString())
      }
    }
    String id
    try {
      id = Entry.id(texts)
      Map<String, Object> row = new Entry(this).row(texts, before(id), Instant.now())
      OfbizRows rows = new OfbizRows(delegator)
      ModelEntity model = rows.model(ENTITY)
      row.put('lastUpdatedByUserLogin', user.actor.userLoginId())
      delegator.createOrStore(delegator.makeValue(ENTITY, rows.toHost(model, row)))
    } catch (Entry.RefusedException e) {
      throw new Refusal(e.labelKey(), e.facts())
    }
    return [gatewayAccountId: id, (ModelService.SUCCESS_MESSAGE): user.words.text('PaylinkAccount_Saved')] as
        Map<String, Object>
  }

  @Override
  Set<String> providers() {
    return providers
  }

  @Override
  boolean isOrganization(String partyId) {
    return EntityQuery.use(delegator).from('Party').where('partyId', partyId).queryCount() > 0L
  }

  @Override
  boolean isPaymentMethodOf(String paymentMethodId, String organizationPartyId) {
    return EntityQuery.use(delegator).from('PaymentMethod')
        .where('paymentMethodId', paymentMethodId, 'partyId', organizationPartyId).queryCount() > 0L
  }

  @Override
  boolean isStoreOf(String productStoreId, String organizationPartyId) {
    return EntityQuery.use(delegator).from('ProductStore')
        .where('productStoreId', productStoreId, 'payToPartyId', organizationPartyId).queryCount() > 0L
  }

  private Optional<Map<String, Object>> before(String id) {
    GenericValue row = EntityQuery.use(delegator).from(ENTITY).where('gatewayAccountId', id).queryOne()
    OfbizRows rows = new OfbizRows(delegator)
    return row == null ? Optional.<Map<String, Object>>empty() :
        Optional.of(rows.toRow(rows.model(ENTITY), row).fields())
  }
}
