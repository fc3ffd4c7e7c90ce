import java.nio.file.Files
import java.nio.file.Path
import java.sql.Timestamp
import java.time.Duration
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceContainer
import org.apache.ofbiz.service.ServiceUtil
import org.paylink.contract.ContractCase
import org.paylink.host.GatewayAccounts
import org.paylink.host.Settings
import org.paylink.web.HostScripts

/** What administrators do to keep Paylink going, through the host's services. */
class OperationsCases {
  private static final String ACCOUNT = 'PAYLINK_OPERATIONS'
  private static final String STRANGER = 'paylink-stranger'

  private final Delegator delegator
  private final HostScripts scripts
  private final LocalDispatcher dispatcher

  OperationsCases(Delegator delegator, HostScripts scripts) {
    this.delegator = delegator
    this.scripts = scripts
    dispatcher = ServiceContainer.getLocalDispatcher('paylink-operations-cases', delegator)
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('health is told in sentences and in figures', this.&health),
        new ContractCase('who is no administrator may do none of it', this.&permissions),
        new ContractCase('a link gets a new address, its person is erased, and its history stays whole', this.&link),
        new ContractCase('a rotated webhook secret leaves the old one valid for its days', this.&webhookSecrets),
        new ContractCase('how long things are kept is a setting, in effect at once', this.&retention),
    ]
  }

  private void health() {
    Map result = perform('getPaymentLinkHealth', [:])
    assert result.up instanceof Boolean
    assert result.findings.every { it.finding && it.sentence.length() > 40 && it.down instanceof Boolean }
    assert result.metrics.contains('\npaylink_up ')
  }

  private void permissions() {
    GenericValue stranger = delegator.makeValue('UserLogin', [userLoginId: STRANGER, enabled: 'Y'])
    delegator.createOrStore(stranger)
    for (String service : ['getPaymentLinkHealth', 'rotatePaymentLinkTokens', 'verifyPaymentLinkHistory']) {
      assert refused(service, [:], stranger).contains('PAYLINK_ADMIN')
    }
    assert refused('erasePaymentLinkPersonalData', [partyId: 'admin'], stranger).contains('PAYLINK_ADMIN')
  }

  private void link() {
    Path key = Files.createTempFile('paylink', '.key')
    Files.write(key, ('1:' + Base64.encoder.encodeToString(new byte[32])).getBytes('UTF-8'))
    account()
    with(['public.base.url': 'https://shop.example.com', 'token.key.file': key.toString()]) {
      OfbizDocuments documents = new OfbizDocuments(delegator, dispatcher)
      String customer = documents.customer()
      String orderId = documents.salesOrder(12.5G, customer)
      String linkId = perform('createPaymentLink', [requestKey: 'operations-' + orderId, subjectType: 'ORDER',
          subjectId: orderId, gatewayAccountId: ACCOUNT, purpose: 'Portrait of Zebulon Quux']).paymentLinkId
      String before = perform('getPaymentLinkUrl', [paymentLinkId: linkId]).url
      assert perform('rotatePaymentLinkTokens', [paymentLinkId: linkId]).paymentLinkIds == [linkId]
      assert perform('getPaymentLinkUrl', [paymentLinkId: linkId]).url != before
      assert perform('rotatePaymentLinkTokens', [:]).more == false
      assert refused('erasePaymentLinkPersonalData', [partyId: customer], admin()).contains('Nothing was changed')
      perform('cancelPaymentLink', [paymentLinkId: linkId])
      assert perform('erasePaymentLinkPersonalData', [partyId: customer]).links == 1L
      GenericValue erased = delegator.findOne('PaymentLink', [paymentLinkId: linkId], false)
      assert !erased.getString('purpose').contains('Quux')
      Map verified = perform('verifyPaymentLinkHistory', [paymentLinkId: linkId])
      assert verified.checked == 1L && verified.broken == []
      assert perform('verifyPaymentLinkHistory', [:]).checked >= 1L
      assert refused('verifyPaymentLinkHistory', [paymentLinkId: 'NO_SUCH'], admin()).contains('NO_SUCH')
    }
    Files.delete(key)
    delegator.removeByAnd('PaymentGatewayAccount', [gatewayAccountId: ACCOUNT])
  }

  private void webhookSecrets() {
    account()
    try {
      perform('storePaymentGatewayAccount', [gatewayAccountId: ACCOUNT, webhookSecret: 'whsec_1'])
      assert secrets() == ['whsec_1']
      perform('storePaymentGatewayAccount',
          [gatewayAccountId: ACCOUNT, webhookSecret: 'whsec_2', keepPreviousDays: '3'])
      assert secrets() == ['whsec_2', 'whsec_1']
      Timestamp until = row().getTimestamp('previousSecretUntil')
      assert Duration.between(Instant.now(), until.toInstant()).toHours() in 70L..72L
      GenericValue past = row()
      past.set('previousSecretUntil', Timestamp.from(Instant.now().minusSeconds(1)))
      past.store()
      assert secrets() == ['whsec_2']
      assert refused('storePaymentGatewayAccount', [gatewayAccountId: ACCOUNT, mode: 'LIVE'], admin())
          .contains('Nothing was saved')
      perform('storePaymentGatewayAccount', [gatewayAccountId: ACCOUNT, forgetPrevious: 'Y'])
      assert row().getString('previousWebhookSecret') == null && row().getTimestamp('previousSecretUntil') == null
    } finally {
      delegator.removeByAnd('PaymentGatewayAccount', [gatewayAccountId: ACCOUNT])
    }
  }

  private void retention() {
    Settings settings = scripts.create('org.paylink.ofbiz.OfbizSettings', Settings, delegator)
    assert settings.retention() == Optional.of(Duration.ofDays(90))
    with(['retention.days': '']) { assert settings.retention() == Optional.empty() }
    with(['retention.days': '30']) { assert settings.retention() == Optional.of(Duration.ofDays(30)) }
    with(['retention.days': '90', 'payment.confirmation': 'Y']) {
      perform('storePaylinkSettings', [retentionDays: ' 45 ', paymentConfirmation: 'N'])
      assert settings.retention() == Optional.of(Duration.ofDays(45)) && !settings.sendsConfirmations()
      assert refused('storePaylinkSettings', [retentionDays: '0', paymentConfirmation: 'Y'], admin())
          .contains('Nothing was saved')
      assert settings.retention() == Optional.of(Duration.ofDays(45)) && !settings.sendsConfirmations()
      perform('storePaylinkSettings', [retentionDays: '', paymentConfirmation: 'Y'])
      assert settings.retention() == Optional.empty() && settings.sendsConfirmations()
    }
    with(['metrics.token': 'in the database']) { assert settings.metricsToken() == Optional.empty() }
  }

  private void account() {
    perform('storePaymentGatewayAccount', [gatewayAccountId: ACCOUNT, provider: 'stripe', mode: 'TEST',
        organizationPartyId: 'Company', accountName: 'Operations', secretKey: 'sk_test_1', enabled: 'Y',
        apiBase: 'http://127.0.0.1:9'])
  }

  private GenericValue row() {
    return delegator.findOne('PaymentGatewayAccount', [gatewayAccountId: ACCOUNT], false)
  }

  private List<String> secrets() {
    return scripts.create('org.paylink.ofbiz.OfbizAccounts', GatewayAccounts, delegator)
        .find(ACCOUNT).get().webhookSecrets()*.reveal()
  }

  private GenericValue admin() {
    return delegator.findOne('UserLogin', [userLoginId: 'admin'], false)
  }

  private Map perform(String service, Map fields) {
    Map result = dispatcher.runSync(service, [userLogin: admin()] + fields)
    assert ServiceUtil.isSuccess(result) : ServiceUtil.getErrorMessage(result)
    return result
  }

  private String refused(String service, Map fields, GenericValue user) {
    Map result = dispatcher.runSync(service, [userLogin: user] + fields)
    assert !ServiceUtil.isSuccess(result)
    return ServiceUtil.getErrorMessage(result)
  }

  /** Sets settings in the database, and puts back what was there. */
  private void with(Map<String, String> settings, Closure<?> body) {
    Map<String, GenericValue> before = settings.keySet().collectEntries { [it, setting(it)] }
    settings.each { name, value ->
      delegator.createOrStore(delegator.makeValue('SystemProperty',
          [systemResourceId: 'paylink', systemPropertyId: name, systemPropertyValue: value]))
    }
    try {
      body.call()
    } finally {
      before.each { name, row ->
        delegator.removeByAnd('SystemProperty', [systemResourceId: 'paylink', systemPropertyId: name])
        if (row != null) {
          delegator.create(row)
        }
      }
    }
  }

  private GenericValue setting(String name) {
    return delegator.findOne('SystemProperty', [systemResourceId: 'paylink', systemPropertyId: name], false)
  }
}
