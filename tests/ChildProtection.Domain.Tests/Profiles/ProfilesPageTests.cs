using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Profiles;

public sealed class ProfilesPageTests
{
    [Fact]
    public void Page_Profiles_IsWhatTheDataGive() => GeneratedPage.Check("docs/profiles.md", ProfilesPage.Make());
}
