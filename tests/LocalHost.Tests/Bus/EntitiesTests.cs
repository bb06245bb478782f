using LocalHost.Bus.Broker;
using LocalHost.Bus.Entities;

namespace LocalHost.Tests.Bus;

/// <summary>The declaration that the app and the templates for Azure share, and what is wrong with others.</summary>
public sealed class EntitiesTests
{
    private static readonly string AppFile = Path.Combine(AppContext.BaseDirectory, "app.entities.json");

    [Fact]
    public void App_Declared_GivesEveryAgencyItsTopicAndItsSubscription()
    {
        var entities = EntitiesFile.Read(AppFile, name => name == "Agencies" ? ["police", "nspcc"] : []);

        Assert.Equal(
            ["agency-nspcc", "agency-police", "case-notifications"],
            entities.Topics.Select(topic => topic.Path).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["people", "police", "nspcc"],
            entities.FindTopic("case-notifications")!.Subscriptions.Select(subscription => subscription.Queue.Path.Split('/')[^1]));
        var events = entities.FindQueue("agency-events")!;
        Assert.Equal((true, TimeSpan.FromMinutes(1)), (events.RequiresSession, events.LockDuration));
        Assert.NotNull(entities.FindTopic("case-notifications")!.DuplicateWindow);
    }

    [Fact]
    public void App_WithoutAList_HasTheDeclaredAgencies() =>
        Assert.Equal(3, EntitiesFile.Read(AppFile, static _ => []).Topics.Count(
            topic => topic.Path.StartsWith("agency-", StringComparison.Ordinal)));

    [Fact]
    public void App_EverySubscription_ReplacesTheRuleThatAzureMakes() => Assert.All(
        EntitiesFile.Read(AppFile, static _ => []).Topics.SelectMany(topic => topic.Subscriptions),
        subscription => Assert.Equal("$Default", Assert.Single(subscription.Rules).Name));

    [Fact]
    public void App_EventOfAnAgency_IsStampedWithItsNameWhateverItClaims()
    {
        var entities = EntitiesFile.Read(AppFile, static _ => []);
        var message = Bytes.Envelope("{}", sent =>
        {
            sent.Properties.GroupId = "case-1";
            sent.ApplicationProperties.Map["agency"] = "police";
        });

        var stop = Assert.Single(Routing.Of(entities, entities.FindTopic("agency-school")!, message));

        Assert.Equal(("agency-events", "school", null), (stop.Queue.Path, stop.Message.Property("agency"), stop.Undeliverable));
    }

    [Theory]
    [InlineData("School")]
    [InlineData("a/b")]
    [InlineData("x' , y = 'z")]
    [InlineData("")]
    public void List_WithAValueThatIsNoName_IsRefused(string value)
    {
        var fault = Assert.Throws<BusEntitiesException>(() => EntitiesFile.Read(AppFile, _ => [value]));

        Assert.Contains("Agencies", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("""{ "authorizationRules": [], "queues": [], "topics": [], "queue": [] }""", "queue")]
    [InlineData("""{ "authorizationRules": [], "queues": [{ "name": "a", "maxDeliveryCount": 1 }], "topics": [] }""", "lockDuration")]
    [InlineData(
        """{ "authorizationRules": [], "queues": [{ "name": "a", "lockDuration": "1 minute", "maxDeliveryCount": 1 }], "topics": [] }""",
        "1 minute")]
    [InlineData("""{ "authorizationRules": [], "queues": [], "topics": [{ "name": "a" }, { "name": "A" }] }""", "declared twice")]
    [InlineData(
        """
        { "authorizationRules": [], "queues": [], "topics": [{ "name": "t", "subscriptions": [
            { "name": "s", "lockDuration": "PT1M", "maxDeliveryCount": 1, "forwardTo": "gone" }] }] }
        """,
        "'gone'")]
    [InlineData(
        """
        { "authorizationRules": [], "queues": [], "topics": [{ "name": "t", "subscriptions": [
            { "name": "s", "lockDuration": "PT1M", "maxDeliveryCount": 1, "rules": [{ "name": "r", "action": "REMOVE x" }] }] }] }
        """,
        "REMOVE x")]
    public void File_ThatCantBeUsed_IsRefusedWithItsNameAndTheFault(string text, string part)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);

        var fault = Assert.Throws<BusEntitiesException>(() => EntitiesFile.Read(path, static _ => []));

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
