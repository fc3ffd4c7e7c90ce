package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.party.party.PartyHelper
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.Paylink
import org.paylink.account.WebhookSetup
import org.paylink.gateway.Mode
import org.paylink.host.Permission

/** What the settings screens show. No secret leaves here, not even its length. */
@CompileStatic
final class SettingsScreen {
  private final Delegator delegator
  private final OfbizUser user
  private final OfbizSettings texts
  private final Paylink paylink

  SettingsScreen(Delegator delegator, LocalDispatcher dispatcher, OfbizUser user) {
    user.actor.require(Permission.ADMIN)
    this.delegator = delegator
    this.user = user
    this.texts = new OfbizSettings(delegator)
    this.paylink = OfbizPaylink.of(delegator, dispatcher)
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
           lastEvent: isPolledOnly(row) ? user.words.text('PaylinkAccount_Polled') : lastEvent(row)
          ] as Map<String, Object>
        }
  }

  /** The settings by the names of the form's fields, the base URL without its https. */
  Map<String, Object> settings() {
    Map<String, Object> values = [:]
    SettingsEntry.SETTINGS.each { String field, String setting -> values.put(field, texts.text(setting)) }
    values.put('publicBaseUrl', values.get('publicBaseUrl').toString().replaceFirst('^' + SettingsEntry.HTTPS, ''))
    ['testHost', 'paymentConfirmation'].each { String field ->
      values.put(field, values.get(field).toString().toUpperCase(Locale.ROOT) in ['Y', 'TRUE'] ? 'Y' : 'N')
    }
    return values
  }

  /** One account's page, or the form for a new one when there is none of that id. */
  Map<String, Object> account(String id) {
    GenericValue row = EntityQuery.use(delegator).from('PaymentGatewayAccount').where('gatewayAccountId', id).queryOne()
    Map<String, Object> page = [
        organizations: organizations(), providers: providers(),
        accountTitle: user.words.text('PaylinkAccount_New')] as Map<String, Object>
    if (row != null) {
      page.putAll(existing(row))
    }
    return page
  }

  private Map<String, Object> existing(GenericValue row) {
    String organization = row.getString('organizationPartyId')
    Map<String, Object> shown = new HashMap<String, Object>(row.getFields(
        ['gatewayAccountId', 'accountName', 'apiBase', 'paymentMethodId', 'customerName', 'productStoreId', 'enabled']))
    shown.putAll([
        providerName: provider(row),
        modeName: user.words.text('PaylinkMode_' + row.getString('mode')),
        organizationName: partyName(organization)])
    return [
        account: shown,
        accountTitle: row.getString('accountName'),
        isTestMode: row.getString('mode') == Mode.TEST.name(),
        webhookState: webhookState(row),
        paymentMethods: paymentMethods(organization),
        stores: stores(organization),
        lastEvent: lastEvent(row)] as Map<String, Object>
  }

  /** Whether the gateway can't notify us, so that payments are found by asking alone. */
  private static boolean isPolledOnly(GenericValue row) {
    return !row.getString('webhookSecret') && !row.getString('previousWebhookSecret')
  }

  private List<Map<String, String>> providers() {
    return OfbizPaylink.providers().collect { String name ->
      [id: name, name: providerName(name)] as Map<String, String>
    }
  }

  private List<Map<String, String>> stores(String organization) {
    return EntityQuery.use(delegator).from('ProductStore').where('payToPartyId', organization).orderBy('productStoreId')
        .queryList().collect { GenericValue store ->
          String id = store.getString('productStoreId')
          [id: id, name: (store.getString('storeName') ?: id) + ' (' + id + ')'] as Map<String, String>
        }
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

  /** What to paste at the gateway, which secrets are valid, and how the older one is doing; no secret itself. */
  private Map<String, Object> webhookState(GenericValue row) {
    WebhookSetup setup = paylink.operations().webhookSetup(row.getString('gatewayAccountId'), user.actor)
    Map<String, Object> shown = [
        address: setup.address().orElse(null),
        events: setup.needs().events(),
        apiVersion: setup.needs().apiVersion().orElse(null),
        polledOnly: setup.isPolledOnly(),
        hasPrevious: setup.secrets() > 1] as Map<String, Object>
    if (setup.secrets() > 1) {
      shown.put('previousUsed', setup.previousUsedAt()
          .map { Instant at -> user.words.text('PaylinkAccount_PreviousUsed', [at: time(at)]) }
          .orElse(user.words.text('PaylinkAccount_PreviousUnused')))
      Timestamp until = row.getTimestamp('previousSecretUntil')
      shown.put('previousUntil', until == null ? '' :
          user.words.text('PaylinkAccount_PreviousUntil', [until: time(until.toInstant())]))
    }
    return shown
  }

  private String lastEvent(GenericValue row) {
    WebhookSetup setup = paylink.operations().webhookSetup(row.getString('gatewayAccountId'), user.actor)
    return setup.lastEventAt().map { Instant at -> time(at) }.orElse(user.words.text('PaylinkAccount_NoEvent'))
  }

  private String time(Instant at) {
    return user.words.formats().dateTime(at)
  }

  private String provider(GenericValue row) {
    return providerName(row.getString('provider') ?: '')
  }

  private String providerName(String provider) {
    return user.words.find('PaylinkProvider_' + provider.replace('-', '_'), [:] as Map<String, String>).orElse(provider)
  }

  private String partyName(String partyId) {
    String name = PartyHelper.getPartyName(delegator, partyId, false)
    return name ? name + ' (' + partyId + ')' : partyId
  }
}
