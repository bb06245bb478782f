using ChildProtection.Functions.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Security;

public sealed class LocalIssuerTests
{
    [Theory]
    [InlineData(LocalIssuer.KeySetting, null)]
    [InlineData(LocalIssuer.KeySetting, "")]
    [InlineData(LocalIssuer.KeySetting, "not base64!")]
    [InlineData(LocalIssuer.KeySetting, "c2hvcnQ=")]
    [InlineData(LocalIssuer.IssuerSetting, null)]
    [InlineData(LocalIssuer.AudienceSetting, null)]
    public void AddSecurity_SettingMissingOrUnusable_RefusesToStartAndNamesIt(string setting, string? value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddSecurity(Tokens.Settings((setting, value))));

        Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
        if (value is { Length: > 0 })
            Assert.DoesNotContain(value, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CurrentCaller_BeforeAuthentication_SaysWhatIsMissing()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new CurrentCaller().Value);

        Assert.Contains(nameof(AuthenticationMiddleware), fault.Message, StringComparison.Ordinal);
    }
}
