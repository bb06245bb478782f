using ChildProtection.Domain.Calendar;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

public sealed class CalendarReaderTests
{
    [Fact]
    public void Parse_ExtraHoliday_MovesTheCount()
    {
        // A day of mourning proclaimed for Jersey; England worked on it.
        var jersey = CalendarReader.Parse(File("\"2024\": [ { \"date\": \"2024-07-15\", \"name\": \"Royal visit\" } ]"), "JE.json");
        Assert.Equal(Date("2024-07-23"), jersey.AddWorkingDays(Date("2024-07-08"), 10));
        Assert.Equal("Royal visit", jersey.HolidayOn(Date("2024-07-15")));
    }

    [Theory]
    [InlineData("\"2024\": [ { \"date\": \"2024-07-13\", \"name\": \"A Saturday\" } ]", "is a weekend")]
    [InlineData("\"2024\": [ { \"date\": \"2025-07-15\", \"name\": \"Elsewhere\" } ]", "appears under /years/2024")]
    [InlineData(
        "\"2024\": [ { \"date\": \"2024-07-15\", \"name\": \"A\" }, { \"date\": \"2024-07-15\", \"name\": \"B\" } ]", "appears twice")]
    [InlineData("\"2024\": [], \"2026\": []", "gap")]
    [InlineData("\"2024\": [], \"2024\": []", "line 1")]
    [InlineData("", "/years is empty")]
    [InlineData("\"2024\": [ { \"date\": \"15 July\", \"name\": \"A\" } ]", "line 1")]
    [InlineData("\"2024\": [ { \"date\": \"2024-07-15\" } ]", "line 1")]
    [InlineData("\"2024\": [ { \"date\": \"2024-07-15\", \"name\": \"A\", \"half\": true } ]", "half")]
    public void Parse_BrokenData_NamesFileAndFault(string years, string fault)
    {
        var message = Assert.Throws<CalendarException>(() => CalendarReader.Parse(File(years), "JE.json")).Message;
        Assert.StartsWith("JE.json", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    private static string File(string years) =>
        $$"""{ "id": "JE", "version": "1", "title": "Jersey", "note": "For a test", "confirmedUntil": 2024, "years": { {{years}} } }""";
}
