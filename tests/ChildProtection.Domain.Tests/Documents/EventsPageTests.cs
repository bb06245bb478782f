using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Properties;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Documents;

[Collection(Lives.Collection)]
public sealed class EventsPageTests(Lives lives)
{
    [Fact]
    public void Page_Events_IsWhatDefinitionsAndLivesGive() => GeneratedPage.Check("docs/events.md", new EventsPage(lives.Usual).Make());

    [Fact]
    public void Number_EventsOfTheProcedure_StandInItsTable() => Assert.Equal(
        ["CaseRestricted", "RestrictionReviewed", "RestrictionAgreed", "RestrictionDeclined", "RestrictionLifted"],
        EventCatalogue.All.Select(type => type.Name).Where(name => ProcedureLinks.Number(name) is null));
}
