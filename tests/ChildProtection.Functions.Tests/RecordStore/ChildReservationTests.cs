using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Tests.RecordStore;

public sealed class ChildReservationTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Reserve_ManyAtOnce_OneHasTheChild()
    {
        var holders = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(number => ChildReservation.ReserveAsync(store.Tables.Index, "C/many #1", $"case-{number}", default)));

        Assert.Single(holders.Distinct());
    }

    [Fact]
    public async Task Reserve_AfterRelease_KnowsEarlierPlans()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await ChildReservation.ReleaseAsync(store.Tables.Index, story.State! with { PreviousPlans = 2 }, default);

        var holder = await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, "another", default);

        Assert.Equal("another", holder);
        Assert.Equal(2, await ChildReservation.PreviousPlansAsync(store.Tables.Index, story.LocalId, default));
    }

    [Fact]
    public async Task Release_ByACaseThatDoesNotHoldIt_ChangesNothing()
    {
        var story = store.NewStory();
        await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, "holder", default);

        await ChildReservation.GiveBackAsync(store.Tables.Index, story.LocalId, "somebody else", default);

        Assert.Equal("holder", await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, "another", default));
    }
}
