using ChildProtection.Functions.Access;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>An agency's entities may be there still when the authority has taken its code out of the setting.</summary>
public sealed class UnconfiguredAgencyTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("police", "dead-letter agency-not-configured", "The authority has not configured the agency school.")]
    [InlineData("school", "dead-letter unknown-case", "There is no such case, or the child has none.")]
    public async Task Take_OfAnAgency_IsHeardWhereTheAuthorityConfiguredIt(string configured, string settled, string description)
    {
        var recorder = new SettlementRecorder();

        await AgencyScene.HandlerOn(store.Tables, Now, partners: new PartnerCodes([configured], AreConfigured: true))
            .HandleAsync(SampleMessage.With(SampleMessage.Event("child/nobody")), recorder, () => null!, default);

        Assert.Equal([settled], recorder.Calls);
        Assert.StartsWith(description, recorder.Description, StringComparison.Ordinal);
    }
}
