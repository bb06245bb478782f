using ChildProtection.Functions.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Teams;

internal static class Directories
{
    public static TeamDirectory Shipped => Of(null);

    public static TeamDirectory Of(string? file) => TeamDirectory.Open(new TeamOptions(file))(NullLogger<TeamDirectory>.Instance);
}
