"""What researchers do with the files of a sweep, and what they may count on. Run by tests/cluster/python."""

import numpy
import pandas
import xarray

summary = pandas.read_csv("grid/summary.csv", float_precision="round_trip")
assert list(summary.columns) == [
    "point", "measure", "where", "unit", "n", "mean", "sd", "lower95", "upper95", "p10", "p50", "p90"], summary.columns
assert summary.dtypes["point"] == "int64" and summary.dtypes["n"] == "int64", summary.dtypes
for column in ["mean", "sd", "lower95", "upper95", "p10", "p50", "p90"]:
    assert summary.dtypes[column] == "float64", summary.dtypes
results = pandas.read_csv("grid/results.csv", float_precision="round_trip")
assert results.dtypes["point"] == "int64" and results.dtypes["replication"] == "int64", results.dtypes
assert results.dtypes["value"] == "float64", results.dtypes
design = pandas.read_csv("grid/design.csv", float_precision="round_trip")
assert design.dtypes["duty.posts"] == "int64", design.dtypes
assert list(design["sickness.while_away"].unique()) == ["kept", "handed over"]

# The summary is that of the replications.
of_one = results[(results.point == 3) & (results.measure == "open children") & (results["where"] == "service")]
row = summary[(summary.point == 3) & (summary.measure == "open children") & (summary["where"] == "service")].iloc[0]
assert len(of_one) == row["n"] == 5
assert numpy.isclose(of_one["value"].mean(), row["mean"]) and numpy.isclose(of_one["value"].std(), row["sd"])

# A grid is found by its settings, numbers and words alike.
with xarray.open_dataset("grid/results.nc") as grid:
    assert grid.sizes["duty_posts"] == 4 and grid.sizes["sickness_while_away"] == 2, grid.sizes
    for point in design.itertuples():
        at = grid.sel(duty_posts=point[5], sickness_while_away=point[6])
        assert int(at.number) == point.point and int(at.replications) == 5
        row = summary[(summary.point == point.point) & (summary.measure == "open children")
                      & (summary["where"] == "service")].iloc[0]
        assert float(at.open_children.sel(statistic="p90")) == row["p90"]
        assert numpy.isclose(float(at.open_children_by_replication.mean()), row["mean"])
    assert grid.open_children.attrs["long_name"] == "open children [children]", grid.open_children.attrs
    assert grid.open_children.attrs["units"] == "1"
    assert grid.time.dtype == "datetime64[ns]" and str(grid.time.values)[:10] == "2024-01-01"
    assert [str(day)[:10] for day in grid.time_bounds.values] == ["2024-01-01", "2024-05-01"]
    assert grid.attrs["Conventions"].startswith("CF-")

# A sample has its settings beside its points, and time goes by month.
with xarray.open_dataset("sample/results.nc") as sample:
    design = pandas.read_csv("sample/design.csv", float_precision="round_trip")
    assert list(sample.point.values) == list(range(8))
    assert "duty_posts" in sample.coords and "demand_referrals_rate" in sample.coords
    assert list(sample.duty_posts.values) == list(design["duty.posts"])
    many = sample.where(sample.duty_posts >= 5, drop=True)
    assert 0 < many.sizes["point"] < 8
    assert [str(day)[:7] for day in sample.time.values] == ["2024-01", "2024-02", "2024-03", "2024-04"]
    series = pandas.read_csv("sample/series.csv", float_precision="round_trip", parse_dates=["month"])
    row = series[(series.point == 5) & (series.month == "2024-03-01") & (series.measure == "open children")
                 & (series["where"] == "service")].iloc[0]
    march = sample.open_children_by_month.sel(point=5, time="2024-03-01", statistic="mean")
    assert float(march) == row["mean"], (float(march), row["mean"])

print("pandas and xarray read what was written, under the names and with the types that they should have")
