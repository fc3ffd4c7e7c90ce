import java.time.Duration
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.datasource.GenericHelperInfo
import org.apache.ofbiz.entity.jdbc.SQLProcessor
import org.apache.ofbiz.entity.transaction.TransactionUtil
import org.apache.ofbiz.security.SecurityFactory
import org.paylink.contract.ContractCase
import org.paylink.gateway.GatewayAccount
import org.paylink.host.GatewayAccounts
import org.paylink.host.Host
import org.paylink.host.Identifiers
import org.paylink.host.Settings
import org.paylink.host.TokenKeys
import org.paylink.link.AmountPolicy
import org.paylink.web.HostScripts

/** What the small bindings have to keep on this host. */
class HostCases {
  private static final String ACCOUNT = 'PAYLINK_HOST_CASE'

  private final Delegator delegator
  private final HostScripts scripts

  HostCases(Delegator delegator, HostScripts scripts) {
    this.delegator = delegator
    this.scripts = scripts
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('a secret of 255 characters comes back and is not stored in clear', this.&secret),
        new ContractCase(
            'an account without a webhook secret keeps its store and its name for customers', this.&polledOnly),
        new ContractCase('an account that is not there is absent, whatever is asked for', this.&unknownAccount),
        new ContractCase('identifiers differ, are short, and survive a rollback as gaps', this.&identifiers),
        new ContractCase('a setting in the database goes before the file, at once', this.&settings),
        new ContractCase('a setting that makes no sense is refused by name', this.&badSetting),
        new ContractCase('token keys come from the environment', this.&tokenKeys),
        new ContractCase('the host is put together once per delegator', this.&host),
        new ContractCase('the package for the wrong line of the host is recognised', this.&line),
        new ContractCase('what is said on a page of another application is kept for its user, once', this.&flash),
    ]
  }

  private void flash() {
    GenericValue user = delegator.findOne('UserLogin', [userLoginId: 'system'], false)
    Object session = new Expando(getAttribute: { String name -> user }, removeAttribute: { String name -> null })
    Object request = new Expando(session: session)
    Object page = scripts.type('org.paylink.ofbiz.DocumentPage').of('viewprofile', 'PARTY', 'DemoCustomer').get()
    Class<?> flash = scripts.type('org.paylink.ofbiz.Flash')
    flash.good(request, page, 'PaylinkCase', [:])
    assert flash.take(request, page).notice.get().labelKey().get() == 'PaylinkCase'
    assert !flash.take(request, page).notice.isPresent()
  }

  private void line() {
    Class<?> hostLine = scripts.type('org.paylink.ofbiz.HostLine')
    assert hostLine.mismatch().isEmpty()
    assert hostLine.mismatch('javax.servlet.http.HttpServlet', ['jakarta.servlet.http.HttpServletRequest']) ==
        [has: 'javax', needed: 'jakarta']
    assert hostLine.mismatch('jakarta.servlet.http.HttpServlet', ['java.lang.Object', 'javax.servlet.http.X']) ==
        [has: 'jakarta', needed: 'javax']
  }

  private void secret() {
    String secret = 'sk_test_' + 'a1B2'.multiply(70).substring(0, 247)
    GenericValue row = delegator.makeValue('PaymentGatewayAccount', [
        gatewayAccountId: ACCOUNT, provider: 'stripe', accountName: 'Case', mode: 'TEST',
        organizationPartyId: 'Company', secretKey: secret, webhookSecret: 'whsec_1', enabled: 'Y'])
    row.create()
    try {
      GatewayAccount account = accounts().find(ACCOUNT).get()
      assert account.apiKey().reveal() == secret
      assert account.webhookSecrets()*.reveal() == ['whsec_1']
      assert account.apiBase().isEmpty() && account.enabled()
      assert accounts().enabledFor('Company')*.id().contains(ACCOUNT)
      assert accounts().all()*.id().contains(ACCOUNT)
      String stored = column('SECRET_KEY')
      assert stored.length() > secret.length() && !stored.contains('sk_test')
    } finally {
      row.remove()
    }
  }

  private void polledOnly() {
    GenericValue system = delegator.findOne('UserLogin', [userLoginId: 'system'], false)
    Object user = scripts.create('org.paylink.ofbiz.OfbizUser', Object, system, SecurityFactory.getInstance(delegator),
        Locale.ENGLISH, TimeZone.default)
    Object entry = scripts.create('org.paylink.ofbiz.AccountEntry', Object, delegator, user, ['hosted-form'] as Set)
    Map given = [gatewayAccountId: ACCOUNT, isNew: 'Y', provider: 'hosted-form', mode: 'TEST', enabled: 'N',
        organizationPartyId: 'Company', accountName: 'Case', apiBase: 'http://127.0.0.1:9', secretKey: 'sk_test_case',
        customerName: 'bank transfer', productStoreId: '9000']
    List<Map> refused = [[mode: 'LIVE', apiBase: ''], [apiBase: ''], [productStoreId: 'NO_SUCH'], [provider: 'nobody'],
        [customerName: 'x'.multiply(41)]]
    for (Map change : refused) {
      assert isRefused { entry.store(given + change) } : change
    }
    assert accounts().find(ACCOUNT).isEmpty()
    entry.store(given)
    try {
      GatewayAccount account = accounts().find(ACCOUNT).get()
      assert account.polledOnly && account.provider() == 'hosted-form'
      assert account.shownName() == 'bank transfer'
      assert account.serves(Optional.of('9000')) && !account.serves(Optional.empty())
      entry.store([gatewayAccountId: ACCOUNT, webhookSecret: 'secret_1', customerName: '', productStoreId: ''])
      GatewayAccount changed = accounts().find(ACCOUNT).get()
      assert !changed.polledOnly && changed.shownName() == 'Case' && changed.serves(Optional.empty())
    } finally {
      delegator.removeByAnd('PaymentGatewayAccount', [gatewayAccountId: ACCOUNT])
    }
  }

  private static boolean isRefused(Closure<?> work) {
    try {
      work.call()
      return false
    } catch (RuntimeException refusal) {
      assert refusal.class.simpleName == 'Refusal'
      return true
    }
  }

  private String column(String name) {
    GenericHelperInfo helper = delegator.getGroupHelperInfo('org.apache.ofbiz')
    String table = delegator.getModelEntity('PaymentGatewayAccount').getTableName(helper.helperBaseName)
    return new SQLProcessor(delegator, helper).withCloseable { SQLProcessor sql ->
      sql.prepareStatement("SELECT $name FROM $table WHERE GATEWAY_ACCOUNT_ID = ?".toString())
      sql.setValue(ACCOUNT)
      def rows = sql.executeQuery()
      assert rows.next()
      rows.getString(1)
    }
  }

  private void unknownAccount() {
    for (String id : ['NO_SUCH', '', 'x' * 300, "a'; --", 'a\u0000b']) {
      assert accounts().find(id).isEmpty()
    }
  }

  private void identifiers() {
    Identifiers identifiers = scripts.create('org.paylink.ofbiz.OfbizIdentifiers', Identifiers, delegator)
    Set<String> ids = [] as Set
    TransactionUtil.begin()
    25.times { ids << identifiers.next('PaymentLink') }
    TransactionUtil.rollback(new IllegalStateException('the case wants it'))
    25.times { ids << identifiers.next('PaymentLink') }
    assert ids.size() == 50
    assert ids.every { it ==~ /[A-Za-z0-9_-]{1,20}/ }
  }

  private void settings() {
    Settings settings = settingsOf()
    with('default.validity.days', null) { assert settings.defaultValidity() == Optional.of(Duration.ofDays(30)) }
    with('default.validity.days', '7') { assert settings.defaultValidity() == Optional.of(Duration.ofDays(7)) }
    with('default.validity.days', '') { assert settings.defaultValidity() == Optional.empty() }
    with('amount.policy', 'close') { assert settings.amountPolicy() == AmountPolicy.CLOSE }
    with('test.host', null) { assert !settings.testHost }
    with('test.host', 'Y') { assert settings.testHost }
    with('allow.plain.http', 'true') { assert settings.allowsPlainHttp() }
    with('public.base.url', null) { assert settings.publicBaseUrl() == Optional.empty() }
    with('public.base.url', 'https://shop.example.com/pay/') {
      assert settings.publicBaseUrl() == Optional.of(new URI('https://shop.example.com/pay'))
    }
    with('node.name', 'node-7') { assert settings.nodeName() == 'node-7' }
    with('node.name', '') { assert !settings.nodeName().isEmpty() }
  }

  private void badSetting() {
    Settings settings = settingsOf()
    refused('amount.policy', 'maybe') { settings.amountPolicy() }
    refused('default.validity.days', '-1') { settings.defaultValidity() }
    refused('test.host', 'perhaps') { settings.isTestHost() }
    refused('public.base.url', 'https://a b') { settings.publicBaseUrl() }
  }

  private void refused(String name, String value, Closure<?> use) {
    with(name, value) {
      String message = null
      try {
        use.call()
      } catch (IllegalStateException e) {
        message = e.message
      }
      assert message != null && message.contains(name)
    }
  }

  private void tokenKeys() {
    String key = Base64.encoder.encodeToString(new byte[32])
    TokenKeys keys = scripts.create('org.paylink.ofbiz.OfbizTokenKeys', TokenKeys, settingsOf(),
        [PAYLINK_TOKEN_KEY: '1:' + key + ',3:' + key])
    assert keys.currentVersion() == Optional.of(3L)
    assert keys.key(1L).get().length == 32 && keys.key(2L).isEmpty()
    File file = File.createTempFile('paylink', '.key')
    file.text = '4:' + key + '\n'
    with('token.key.file', file.path) {
      assert scripts.create('org.paylink.ofbiz.OfbizTokenKeys', TokenKeys, settingsOf(), [:])
          .currentVersion() == Optional.of(4L)
    }
    file.delete()
  }

  private void host() {
    Class<?> hosts = scripts.type('org.paylink.ofbiz.OfbizHost')
    Host host = hosts.named('default', 'paylink-host-case')
    assert host.is(hosts.named('default', 'paylink-host-case'))
    assert !host.records().inTransaction()
  }

  private GatewayAccounts accounts() {
    return scripts.create('org.paylink.ofbiz.OfbizAccounts', GatewayAccounts, delegator)
  }

  private Settings settingsOf() {
    return scripts.create('org.paylink.ofbiz.OfbizSettings', Settings, delegator)
  }

  /** Sets a setting in the database, or takes it away, and puts back what was there. */
  private void with(String name, String value, Closure<?> body) {
    GenericValue before = row(name)
    change(name, value)
    try {
      body.call()
    } finally {
      change(name, null)
      if (before != null) {
        delegator.create(before)
      }
    }
  }

  private GenericValue row(String name) {
    return delegator.findOne('SystemProperty', [systemResourceId: 'paylink', systemPropertyId: name], false)
  }

  private void change(String name, String value) {
    delegator.removeByAnd('SystemProperty', [systemResourceId: 'paylink', systemPropertyId: name])
    if (value != null) {
      delegator.create('SystemProperty',
          [systemResourceId: 'paylink', systemPropertyId: name, systemPropertyValue: value])
    }
  }
}
