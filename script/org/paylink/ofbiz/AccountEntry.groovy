package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.service.ModelService
import org.paylink.gateway.Mode
import org.paylink.host.Permission

/**
 * Stores what an administrator enters of a gateway account. Secrets go in and never come out: an empty one leaves what
 * is there. Mode, provider and organization are fixed once the account exists, because receipts hang on them.
 */
@CompileStatic
final class AccountEntry {
  private static final String ENTITY = 'PaymentGatewayAccount'
  /** Gateways that only a simulator speaks. */
  private static final List<String> SIMULATORS = ['hosted-form', 'approve-capture'].asImmutable()
  private static final int LONGEST_CUSTOMER_NAME = 40
  private static final int LONGEST_SECRET = 255

  private final Delegator delegator
  private final OfbizUser user

  AccountEntry(Delegator delegator, OfbizUser user) {
    this.delegator = delegator
    this.user = user
  }

  /**
   * Stores an account, new or changed; a field that isn't given stays as it is.
   *
   * @throws Refusal when something can't be stored; nothing is stored then
   */
  Map<String, Object> store(Map<String, Object> given) {
    user.actor.require(Permission.ADMIN)
    String id = text(given, 'gatewayAccountId')
    refuseIf(!(id ==~ '[A-Za-z0-9_-]{1,20}'), 'PaylinkAccount_IdMalformed')
    GenericValue before = EntityQuery.use(delegator).from(ENTITY).where('gatewayAccountId', id).queryOne()
    refuseIf(before != null && given.isNew == 'Y', 'PaylinkAccount_IdTaken', [account: id])
    GenericValue row = before ?: delegator.makeValue(ENTITY, [gatewayAccountId: id] as Map<String, Object>)
    fixed(given, row, before == null)
    details(given, row)
    secrets(given, row)
    row.set('lastUpdatedByUserLogin', user.actor.userLoginId())
    delegator.createOrStore(row)
    return [gatewayAccountId: id, (ModelService.SUCCESS_MESSAGE): user.words.text('PaylinkAccount_Saved')] as
        Map<String, Object>
  }

  private void fixed(Map<String, Object> given, GenericValue row, boolean isNew) {
    for (String name : ['provider', 'mode', 'organizationPartyId']) {
      String value = text(given, name)
      if (isNew) {
        row.set(name, value)
      } else {
        refuseIf(!value.isEmpty() && value != row.getString(name), 'PaylinkAccount_Fixed')
      }
    }
    refuseIf(!(row.getString('provider') in OfbizPaylink.providers()), 'PaylinkAccount_ProviderUnknown')
    refuseIf(!(row.getString('mode') in Mode.values()*.name()), 'PaylinkAccount_ModeMissing')
    boolean simulated = row.getString('provider') in SIMULATORS
    refuseIf(simulated && row.getString('mode') != Mode.TEST.name(), 'PaylinkAccount_SimulatorLive')
    refuseIf(EntityQuery.use(delegator).from('Party').where('partyId', row.getString('organizationPartyId'))
        .queryCount() == 0L, 'PaylinkAccount_OrganizationUnknown')
  }

  private void details(Map<String, Object> given, GenericValue row) {
    for (String name : ['accountName', 'apiBase', 'paymentMethodId', 'customerName', 'productStoreId']) {
      if (given.containsKey(name)) {
        row.set(name, text(given, name) ?: null)
      }
    }
    if (given.containsKey('enabled') || row.getString('enabled') == null) {
      row.set('enabled', text(given, 'enabled') == 'Y' ? 'Y' : 'N')
    }
    refuseIf(!row.getString('accountName'), 'PaylinkAccount_NameMissing')
    refuseIf(!isAllowedBase(row.getString('apiBase'), row.getString('mode')), 'PaylinkAccount_ApiAddressRefused')
    String paymentMethodId = row.getString('paymentMethodId')
    refuseIf(paymentMethodId != null && EntityQuery.use(delegator).from('PaymentMethod').where(
        'paymentMethodId', paymentMethodId, 'partyId', row.getString('organizationPartyId')).queryCount() == 0L,
        'PaylinkAccount_PaymentMethodUnknown')
    refuseIf(row.getString('provider') in SIMULATORS && !row.getString('apiBase'), 'PaylinkAccount_SimulatorAddress')
    refuseIf((row.getString('customerName') ?: '').length() > LONGEST_CUSTOMER_NAME,
        'PaylinkAccount_CustomerNameTooLong')
    String storeId = row.getString('productStoreId')
    refuseIf(storeId != null && EntityQuery.use(delegator).from('ProductStore').where(
        'productStoreId', storeId, 'payToPartyId', row.getString('organizationPartyId')).queryCount() == 0L,
        'PaylinkAccount_StoreUnknown')
  }

  private static void secrets(Map<String, Object> given, GenericValue row) {
    String key = secret(given, 'secretKey')
    if (!key.isEmpty()) {
      row.set('secretKey', key)
    }
    refuseIf(!row.getString('secretKey'), 'PaylinkAccount_ApiKeyMissing')
    if (text(given, 'forgetPrevious') == 'Y') {
      row.set('previousWebhookSecret', null)
    }
    String webhook = secret(given, 'webhookSecret')
    if (!webhook.isEmpty() && webhook != row.getString('webhookSecret')) {
      // The gateway goes on signing with the old secret for a while after a new one is made.
      row.set('previousWebhookSecret', row.getString('webhookSecret'))
      row.set('webhookSecret', webhook)
    }
  }

  private static String secret(Map<String, Object> given, String name) {
    String value = text(given, name)
    refuseIf(value.length() > LONGEST_SECRET || value =~ '\\s', 'PaylinkAccount_SecretMalformed')
    return value
  }

  /** Another address than the provider's own is for simulators, so never for live money. */
  private static boolean isAllowedBase(String base, String mode) {
    return base == null || (mode == Mode.TEST.name() && base ==~ 'https?://[A-Za-z0-9.\\-\\[\\]:]{1,200}/?')
  }

  private static void refuseIf(boolean reason, String labelKey, Map<String, String> facts = [:]) {
    if (reason) {
      throw new Refusal(labelKey, facts)
    }
  }

  private static String text(Map<String, Object> given, String name) {
    Object value = given.get(name)
    return value == null ? '' : value.toString().trim()
  }
}
