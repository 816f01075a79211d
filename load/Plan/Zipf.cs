namespace Conversations.Load.Plan;

/// <summary>Draws a rank from 0 on; rank k is drawn (k+1)^-skew as often as rank 0. A surge has a few hot threads and a long tail.</summary>
public sealed class Zipf
{
    private readonly double[] _cumulative;

    public Zipf(int count, double skew)
    {
        _cumulative = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            sum += Math.Pow(rank + 1, -skew);
            _cumulative[rank] = sum;
        }
    }

    public int Draw(Dice dice)
    {
        var found = Array.BinarySearch(_cumulative, dice.Share() * _cumulative[^1]);
        return Math.Min(found < 0 ? ~found : found, _cumulative.Length - 1);
    }
}
