namespace ChildProtection.Domain.Calendar;

/// <summary>A calendar cannot answer: unknown calendar or time zone, broken data, or a date beyond the years it knows.</summary>
public sealed class CalendarException(string message, Exception? inner = null) : Exception(message, inner);
