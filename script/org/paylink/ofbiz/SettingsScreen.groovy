package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.party.party.PartyHelper
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.gateway.Mode
import org.paylink.host.Permission
import org.paylink.host.Settings

/** What the settings screens show. No secret leaves here, not even its length. */
@CompileStatic
final class SettingsScreen {
  /** What the gateway has to notify of. Source: https://docs.stripe.com/checkout/fulfillment */
  private static final List<String> STRIPE_EVENTS = [
      'checkout.session.completed', 'checkout.session.expired', 'checkout.session.async_payment_succeeded',
      'checkout.session.async_payment_failed', 'charge.refunded', 'charge.dispute.created'].asImmutable()

  private final Delegator delegator
  private final OfbizUser user
  private final Settings settings
  private final OfbizSettings texts

  SettingsScreen(Delegator delegator, LocalDispatcher dispatcher, OfbizUser user) {
    user.actor.require(Permission.ADMIN)
    this.delegator = delegator
    this.user = user
    this.texts = new OfbizSettings(delegator)
    this.settings = texts
  }

  /** The accounts as their list shows them. */
  List<Map<String, Object>> accounts() {
    return EntityQuery.use(delegator).from('PaymentGatewayAccount').orderBy('gatewayAccountId').queryList()
        .collect { GenericValue row ->
          [gatewayAccountId: row.getString('gatewayAccountId'),
           name: row.getString('accountName'),
           provider: provider(row),
           mode: user.words.text('PaylinkMode_' + row.getString('mode')),
           organization: partyName(row.getString('organizationPartyId')),
           enabled: user.words.text(row.getString('enabled') == 'Y' ? 'PaylinkApp_Yes' : 'PaylinkApp_No'),
           lastEvent: lastEvent(row)] as Map<String, Object>
        }
  }

  /** The settings by the names of the form's fields, the base URL without its https. */
  Map<String, Object> settings() {
    Map<String, Object> values = [:]
    SettingsEntry.SETTINGS.each { String field, String setting -> values.put(field, texts.text(setting)) }
    values.put('publicBaseUrl', values.get('publicBaseUrl').toString().replaceFirst('^' + SettingsEntry.HTTPS, ''))
    values.put('testHost', values.get('testHost').toString().toUpperCase(Locale.ROOT) in ['Y', 'TRUE'] ? 'Y' : 'N')
    return values
  }

  /** One account's page, or the form for a new one when there is none of that id. */
  Map<String, Object> account(String id) {
    GenericValue row = EntityQuery.use(delegator).from('PaymentGatewayAccount').where('gatewayAccountId', id).queryOne()
    Map<String, Object> page = [
        organizations: organizations(), accountTitle: user.words.text('PaylinkAccount_New')] as Map<String, Object>
    if (row != null) {
      page.putAll(existing(row))
    }
    return page
  }

  private Map<String, Object> existing(GenericValue row) {
    String organization = row.getString('organizationPartyId')
    Map<String, Object> shown = new HashMap<String, Object>(row.getFields(
        ['gatewayAccountId', 'accountName', 'apiBase', 'paymentMethodId', 'enabled']))
    shown.putAll([
        providerName: provider(row),
        modeName: user.words.text('PaylinkMode_' + row.getString('mode')),
        organizationName: partyName(organization)])
    return [
        account: shown,
        accountTitle: row.getString('accountName'),
        isTestMode: row.getString('mode') == Mode.TEST.name(),
        hasPreviousSecret: row.getString('previousWebhookSecret') as boolean,
        paymentMethods: paymentMethods(organization),
        webhookAddress: settings.publicBaseUrl().map { URI base -> base.toString() + '/pay/hook/' +
            row.getString('gatewayAccountId') }.orElse(null),
        webhookEvents: STRIPE_EVENTS,
        lastEvent: lastEvent(row)] as Map<String, Object>
  }

  private List<Map<String, String>> organizations() {
    return EntityQuery.use(delegator).from('PartyRole').where('roleTypeId', 'INTERNAL_ORGANIZATIO').orderBy('partyId')
        .queryList().collect { GenericValue role ->
          String id = role.getString('partyId')
          [id: id, name: partyName(id)] as Map<String, String>
        }
  }

  private List<Map<String, String>> paymentMethods(String partyId) {
    return EntityQuery.use(delegator).from('PaymentMethod').where('partyId', partyId).filterByDate()
        .orderBy('paymentMethodId').queryList().collect { GenericValue method ->
          String id = method.getString('paymentMethodId')
          String said = method.getString('description') ?: method.getString('paymentMethodTypeId')
          [id: id, name: said + ' (' + id + ')'] as Map<String, String>
        }
  }

  private String lastEvent(GenericValue row) {
    GenericValue event = EntityQuery.use(delegator).from('GatewayEvent')
        .where('gatewayAccountId', row.getString('gatewayAccountId')).orderBy('-receivedAt').maxRows(1).queryFirst()
    return event == null ? user.words.text('PaylinkAccount_NoEvent') :
        user.words.formats().dateTime(event.getTimestamp('receivedAt').toInstant())
  }

  private static String provider(GenericValue row) {
    return row.getString('provider')?.capitalize()
  }

  private String partyName(String partyId) {
    String name = PartyHelper.getPartyName(delegator, partyId, false)
    return name ? name + ' (' + partyId + ')' : partyId
  }
}
