using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Access.Authentication;

public sealed class LocalIssuerTests
{
    [Theory]
    [InlineData(LocalIssuerOptions.KeySetting, null)]
    [InlineData(LocalIssuerOptions.KeySetting, "")]
    [InlineData(LocalIssuerOptions.KeySetting, "not base64!")]
    [InlineData(LocalIssuerOptions.KeySetting, "c2hvcnQ=")]
    [InlineData(LocalIssuerOptions.IssuerSetting, null)]
    [InlineData(LocalIssuerOptions.AudienceSetting, null)]
    public void AddAuthentication_SettingMissingOrUnusable_RefusesToStartAndNamesIt(string setting, string? value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() =>
            new ServiceCollection().AddAuthentication(Tokens.Settings((setting, value))));

        Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
        if (value is { Length: > 0 })
            Assert.DoesNotContain(value, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("WEBSITE_POD_NAME")]
    [InlineData("WEBSITE_SITE_NAME")]
    public void AddAuthentication_LocalKeyOnAzure_RefusesToStart(string variable)
    {
        var fault = Assert.Throws<InvalidOperationException>(() =>
            new ServiceCollection().AddAuthentication(Tokens.Settings((variable, "1"))));

        Assert.Contains(variable, fault.Message, StringComparison.Ordinal);
        Assert.Contains(LocalIssuerOptions.KeySetting, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CurrentCaller_BeforeAuthentication_SaysWhatIsMissing()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new CurrentCaller().Value);

        Assert.Contains(nameof(AuthenticationMiddleware), fault.Message, StringComparison.Ordinal);
    }
}
