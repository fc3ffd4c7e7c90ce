package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.service.ModelService
import org.paylink.host.Permission

/** Stores settings in the database, where they go before the properties file and need no restart. */
@CompileStatic
final class SettingsEntry {
  /** Field of the form and setting it stands for. */
  static final Map<String, String> SETTINGS = [
      publicBaseUrl: 'public.base.url',
      testHost: 'test.host',
      retentionDays: 'retention.days',
      paymentConfirmation: 'payment.confirmation'].asImmutable()

  /**
   * Left out of the form's field: the host's filter fails on an address with a scheme whose host it doesn't know, such
   * as one of a company's own network.
   */
  static final String HTTPS = 'https://'

  private final Delegator delegator
  private final OfbizUser user

  SettingsEntry(Delegator delegator, OfbizUser user) {
    this.delegator = delegator
    this.user = user
  }

  /**
   * Stores the settings that are given.
   *
   * @throws Refusal when one makes no sense; none is stored then
   */
  Map<String, Object> store(Map<String, Object> given) {
    user.actor.require(Permission.ADMIN)
    Map<String, String> checked = [:]
    SETTINGS.keySet().findAll { String field -> given.containsKey(field) }
        .each { String field -> checked.put(field, check(field, text(given.get(field)))) }
    checked.each { String field, String value ->
      delegator.createOrStore(delegator.makeValue('SystemProperty', [
          systemResourceId: 'paylink', systemPropertyId: SETTINGS.get(field), systemPropertyValue: value] as
          Map<String, Object>))
    }
    return [(ModelService.SUCCESS_MESSAGE): user.words.text('PaylinkNotice_saved')] as Map<String, Object>
  }

  private String check(String field, String value) {
    switch (field) {
      case 'publicBaseUrl':
        return baseUrl(value)
      case 'retentionDays':
        refuseIf(!(value ==~ OfbizSettings.RETENTION_DAYS), 'PaylinkSetting_RetentionDaysMalformed')
        return value
      default:
        return value == 'Y' ? 'Y' : 'N'
    }
  }

  private String baseUrl(String value) {
    String address = value.replaceAll('/+$', '')
    String url = address.isEmpty() || address.contains('://') ? address : HTTPS + address
    boolean plain = new OfbizSettings(delegator).allowsPlainHttp()
    String scheme = plain ? 'https?' : 'https'
    refuseIf(!(url ==~ "($scheme://[A-Za-z0-9.\\-\\[\\]:]{1,200}(/[A-Za-z0-9._~/-]{0,100})?)?"),
        'PaylinkSetting_PublicBaseUrlMalformed')
    return url
  }

  private static void refuseIf(boolean reason, String labelKey) {
    if (reason) {
      throw new Refusal(labelKey)
    }
  }

  private static String text(Object value) {
    return value == null ? '' : value.toString().trim()
  }
}
