using System.Text.Json;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Tests.Agencies;

namespace ChildProtection.Functions.Tests.Platform.Bus;

/// <summary>A stop or an outage brings no message nearer to its end, a crash does, and a sender cannot excuse its own message.</summary>
public sealed class DeliveryCountTests
{
    private static readonly byte[] Body = [];

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(4, null, 4)]
    [InlineData(4, 0, 4)]
    [InlineData(4, 3, 1)]
    [InlineData(12, 3, 9)]
    public void Tries_OfADelivery_AreThoseThatCount(int deliveries, int? excused, int tries) =>
        Assert.Equal(tries, DeliveryCount.Tries(SampleMessage.With(Body, deliveries: deliveries, excused: excused)));

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    [InlineData(5, -500)]
    public void Tries_WithANumberThatCannotBe_StayWithinTheDeliveries(int deliveries, int excused) =>
        Assert.InRange(DeliveryCount.Tries(SampleMessage.With(Body, deliveries: deliveries, excused: excused)), 1, deliveries);

    [Fact]
    public void GivenBack_AtTheFirstDelivery_ForgetsWhatTheSenderClaims() =>
        Assert.Equal(
            0, DeliveryCount.GivenBack(SampleMessage.With(Body, deliveries: 1, excused: 500), counts: true)[DeliveryCount.ExcusedProperty]);

    [Fact]
    public void GivenBack_OverManyStops_NeverReachesTheLastTry()
    {
        var message = SampleMessage.With(Body, deliveries: 1);
        for (var delivery = 2; delivery <= 200; delivery++)
            message = SampleMessage.With(
                Body, deliveries: delivery, excused: (int)DeliveryCount.GivenBack(message, counts: false)[DeliveryCount.ExcusedProperty]);

        Assert.Equal(1, DeliveryCount.Tries(message));
    }

    [Fact]
    public void GivenBack_OverTenTries_ReachesTheLastTry()
    {
        var message = SampleMessage.With(Body, deliveries: 1);
        for (var delivery = 2; delivery <= DeliveryCount.MaxTries; delivery++)
            message = SampleMessage.With(
                Body, deliveries: delivery, excused: (int)DeliveryCount.GivenBack(message, counts: true)[DeliveryCount.ExcusedProperty]);

        Assert.Equal(DeliveryCount.MaxTries, DeliveryCount.Tries(message));
    }

    [Fact]
    public void Queue_OfTheAgenciesEvents_AllowsFarMoreDeliveriesThanTries()
    {
        using var declared = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "servicebus.entities.json")));
        var queue = declared
            .RootElement.GetProperty("queues")
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == BusNames.AgencyEvents);

        Assert.InRange(queue.GetProperty("maxDeliveryCount").GetInt32(), 50 * DeliveryCount.MaxTries, 2_000);
    }
}
